/** The version of create-poc. A constant, so that the bundle does not change with every development dependency; a test keeps it equal to package.json. */
export const VERSION = '0.1.0';
