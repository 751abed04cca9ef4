import { checked, PAST } from './first-days.ts';
import { at, on, type Team } from './team.ts';
import { flipped } from './timings.ts';

/** What only a system of record can say, and no part of the repository asks yet: literal, and made up. */
const HOST = 'acme--uat.sandbox.my.salesforce.com';
const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

/** The helpdesk is connected: not by this test, which has none. Its evidence is given, and `poc prove` records it. */
export async function connects(team: Team): Promise<void> {
  const systems = [
    { id: 'helpdesk', access: 'read', hosts: [HOST], scopes: ['tickets.read'], operations: [] },
  ];
  team.edit('poc.yaml', { systems });
  await team.write({
    'contracts/helpdesk.json': '{ "tickets": [{ "id": "string", "subject": "string" }] }\n',
  });
  await team.commit('feat: declare the helpdesk');
}

export async function looksAtTheHelpdesk(team: Team): Promise<void> {
  const now = new Date(team.now.getTime() - 60_000).toISOString();
  const shape = team.sha256('contracts/helpdesk.json');
  const canary = { id: 'canary', status: 'failed', duration_ms: 4 };
  await team.given('integration/real-connection', {
    systems: [
      {
        id: 'helpdesk',
        host: HOST,
        environment: 'sandbox',
        auth: 'oauth',
        records_read: 25,
        response_schema: shape,
        payload: digest(String(1 + (team.now.getUTCDate() % 9))),
        server_date: now,
        requested_at: now,
      },
    ],
  });
  await team.given('integration/contract-drift', {
    systems: [
      {
        id: 'helpdesk',
        snapshot: 'contracts/helpdesk.json',
        snapshot_digest: shape,
        live_digest: shape,
        compared_at: now,
        rate_limit_headroom: 0.6,
      },
    ],
    tests: [
      { ...canary, system: null, on_another_shape: null },
      {
        id: 'it keeps its shape',
        status: 'passed',
        duration_ms: 87,
        system: 'helpdesk',
        on_another_shape: 'failed',
      },
    ],
  });
  await team.given('security/least-privilege', {
    grants: [
      {
        system: 'helpdesk',
        principal: 'svc-message-triage',
        scopes: ['tickets.read'],
        exported_at: now,
        exported_by: 'helpdesk admin API, GET /tokens/svc-message-triage',
      },
    ],
  });
}

/** What it costs, and what tells when it gets worse. */
export async function settlesPolicy(team: Team): Promise<void> {
  team.edit('policy/prices.yaml', {
    as_of: on(15),
    infrastructure_per_month: 40,
    review_per_case: 0.7,
    monthly_budget: 800,
  });
  await team.commit('chore: what an item may cost');
  team.edit('policy/signals.yaml', {
    signals: [
      {
        id: 'edits',
        metric: 'edit_rate',
        reference_days: 14,
        worse_by: 0.2,
        per_period: 70,
        period_days: 7,
        owner: 'Ona Operations',
      },
    ],
  });
  await team.commit('chore: what tells that output got worse');
}

/** A coin says of each case whether it is done with the POC. */
export async function studies(team: Team): Promise<void> {
  await team.write({
    'exports/study.csv': flipped('study', at(16), 96, { withPoc: 4.1, byHand: 9.6 }, PAST),
  });
  await team.run(
    'npm run time -- import exports/study.csv --assisted --assignment coin_flip --case-ref case --performer agent --started opened --stopped closed --arm arm --tool waited --review read --fix mended --fell-back by_hand_after_all --names-as-they-are',
  );
  await team.run('rm -r exports');
  team.put('baseline/errors.csv', team.read('baseline/errors.csv') + checked('with_poc', 120, 4, PAST));
  await team.commit('feat: the same work with the POC, and what still escapes');
}

/** Both drills, with the clock of whoever holds them. */
export async function drills(team: Team, day: number): Promise<void> {
  team.when(at(day, '16:00'));
  await team.run("npm run drill -- off --by 'Bea Builder'");
  team.when(new Date(team.now.getTime() + 100_000));
  await team.run("npm run switch -- off --reason drill --by 'Bea Builder'");
  team.when(new Date(team.now.getTime() + 20_000));
  await team.run("npm run drill -- end --attested-by 'Ona Operations' --on-call 'Ona Operations'");
  await team.run("npm run drill -- by-hand --by 'Tia Team'");
  team.when(new Date(team.now.getTime() + 3_710_000));
  await team.run("npm run drill -- end --attested-by 'Ona Operations' --cases 6");
  await team.run("npm run switch -- on --by 'Bea Builder'");
  await team.commit('docs: both drills');
}

export async function decides(team: Team, reason: string): Promise<void> {
  await team.run(`npm run decide -- ship --reason '${reason}' --by 'Olga Owner,Sam Sponsor' --accepted`);
  await team.commit('docs: decide to ship');
}
