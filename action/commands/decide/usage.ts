export const DECIDE_USAGE = `poc decide ship|harden|continue|stop [FOLDER] --reason TEXT --by NAME[,NAME…]
poc decide accept FILE

Records what people decided about the proof of concept in FOLDER (default: here), with the verdict of the gate and the
evidence as they are today, in decisions/NNNN-….md. An accepted decision also moves the stage in poc.yaml.

  ship        go on to the next stage
  harden      stay in this stage, and close what is open
  continue    extend the timebox, once, by a week, if the sponsor decides so
  stop        end it; that is a result
  accept      accept a record that was proposed: its stage moves now

  --reason TEXT     why, in a sentence of your own
  --by NAME[,NAME]  who decided; the owner is among them, and the sponsor in order to continue
  --accepted        they agree already (default: proposed, and nothing moves yet)
  --date DAY        the day of the decision (default: today)
  --review-on DAY   when it is looked at again, within 180 days
  --dry-run         print the record and write nothing

To stop:
  --spent-days N    person-days spent, where baseline.yaml does not say
  --keep TEXT       something else that is worth keeping; may be repeated
  --delete-by DAY   when the data are deleted (default: 30 days after the decision)
  --reopen TEXT     what would change our mind, where no kill criterion is met

Exit code: 0 written, 1 this cannot be decided so, 2 something is missing or unreadable.`;
