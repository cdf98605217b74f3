/** Takes the reader to the first field of a form that is at fault; of a group of choices, to its first choice. */
export function goToFault(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault] input')?.focus();
}
