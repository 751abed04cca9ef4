import { z } from 'zod';

/** A calendar day, `2026-11-22`. Times of day would make deadlines depend on a time zone. */
export const day = z.iso.date({ error: 'expected a day written as YYYY-MM-DD' });

/** A moment with its zone, `2026-11-22T09:30:00Z`. */
export const moment = z.iso.datetime({
  offset: true,
  error: 'expected a time with its zone, such as 2026-11-22T09:30:00Z',
});

/** Text that says something: not empty, not only spaces. */
export const text = z.string().trim().min(1, { error: 'expected text' });

/** Written by the generator as an empty field and filled by people; `null` means nobody has filled it yet. */
export const toFill = text.nullable();

/** A name that is safe in file names, logs and URLs. */
export const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
  error: 'expected lower-case words joined by hyphens, such as invoice-exceptions',
});

/** `sha256:` and 64 hexadecimal digits. */
export const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, {
  error: 'expected sha256: and 64 hexadecimal digits',
});

/** A share from 0 to 1. */
export const share = z.number().min(0).max(1);

/** A whole number of things, 0 or more. */
export const count = z.int().min(0);

/** Values by names that people give. A record alone would drop the name `__proto__` without a word. */
export const named = <S extends z.ZodType>(value: S) =>
  z.preprocess(
    (given, context) => {
      if (typeof given === 'object' && given !== null && Object.hasOwn(given, '__proto__'))
        context.addIssue({ code: 'custom', message: 'expected another name than __proto__' });
      return given;
    },
    z.record(text, value),
  );
