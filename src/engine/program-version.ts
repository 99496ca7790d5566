/** Version of the program, as in package.json (a test holds them together): reports name it wherever they are made. */
export const PROGRAM_VERSION = '0.1.0';
