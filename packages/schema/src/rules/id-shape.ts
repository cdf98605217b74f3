/** A TypeID: what kind of thing it is, and a sortable UUIDv7. */
export const ID_SHAPE = /^([a-z]{3,4})_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** Does a text look like an id? A name never does. */
export const isIdShaped = (text: string): boolean => ID_SHAPE.test(text);
