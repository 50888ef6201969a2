// The concepts of stability by their keys in answers, and the way of a route that is shown.
export const CONCEPTS = [["nash", "Nash"], ["gmr", "GMR"], ["smr", "SMR"], ["seq", "SEQ"]];
export const steps = (route) => route.by_improvements ?? route.by_any_moves ?? [];
