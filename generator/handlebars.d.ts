/** One file without the source maps that we never write: a tenth of the size, half of the time to load. */
declare module 'handlebars/dist/handlebars.min.js' {
  export { default } from 'handlebars';
}
