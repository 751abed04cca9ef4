import type { Fault, Head, Place, Reader } from '../formats/format.ts';

/** A document of results that was opened and looked at. */
export type Opened = {
  head: Head;
  /**
   * Feeds each element to the reader, then calls its `end`. What is wrong with the file is told to `fault`; what can
   * be read in spite of it is still fed.
   */
  walk(reader: Reader, fault: (fault: Fault, place?: Place) => void): Promise<void>;
  /** The same file as one of another kind, where it may be either; for when no reader knows it as this one. */
  otherwise?: () => Promise<Opened>;
};

export type Opening = { opened: Opened } | { fault: Fault };
