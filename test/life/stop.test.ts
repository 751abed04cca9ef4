import { describe } from 'vitest';
import { leftLying } from './left-lying.ts';
import { play } from './script.ts';
import { stopped } from './stopped.ts';

describe('a POC that is left lying', () => play(leftLying));

describe('a POC that is stopped', () => play(stopped));
