--------------------------------- MODULE CSV --------------------------------
(* Lines of separated values in files. Evaluated by the checker. *)
LOCAL INSTANCE TLC
LOCAL INSTANCE Integers

\* Appends a line: the template with %1$s, %2$s, .. replaced by the elements of val.
CSVWrite(template, val, file) == TRUE

\* Appends the fields of a record, after a line of field names if headers is TRUE.
CSVWriteRecord(record, delim, headers, file) == TRUE

\* The lines as a sequence of records of strings.
CSVRead(columns, delimiter, file) == <<>>

\* The number of lines, 0 if there is no file.
CSVRecords(file) == CHOOSE n : n \in Nat
=============================================================================
