import { tellAttacks } from './tell.ts';

tellAttacks(1);
