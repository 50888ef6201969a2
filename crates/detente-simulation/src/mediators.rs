//! A mediator who facilitates, formulates, manipulates or imposes, in the worlds of a case.
