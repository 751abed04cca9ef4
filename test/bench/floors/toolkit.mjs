// Bundled by the bench: what an Action pays for the toolkit before it does anything.
import { getInput } from '@actions/core';
import { context, getOctokit } from '@actions/github';

if (getInput('never') !== '') console.log(context, getOctokit('never'));
