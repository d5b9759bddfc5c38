// The type of imported Markdown files: the module is the text of the file.
declare module '*.md' {
  const text: string
  export default text
}
