------------------------------- MODULE IOUtils ------------------------------
(* Files, the environment and numbers in strings. Evaluated by the checker; see its library page for
   which of these it refuses to do. *)
LOCAL INSTANCE TLC
LOCAL INSTANCE Integers
LOCAL INSTANCE Sequences
LOCAL INSTANCE SequencesExt

IOSerialize(val, absoluteFilename, compress) == TRUE
IODeserialize(absoluteFilename, compressed) == CHOOSE val : TRUE

\* A text, written to and read from a file; options has the fields format, charset, openOptions.
Serialize(val, dest, options) == [exitValue |-> 0, stdout |-> "", stderr |-> ""]
Deserialize(src, options) == [exitValue |-> 0, stdout |-> "", stderr |-> ""]

IOExec(command) == CHOOSE r \in [exitValue : Int, stdout : STRING, stderr : STRING] : TRUE
IOEnvExec(env, command) ==
  CHOOSE r \in [exitValue : Int, stdout : STRING, stderr : STRING] : TRUE
IOExecTemplate(commandTemplate, parameters) ==
  CHOOSE r \in [exitValue : Int, stdout : STRING, stderr : STRING] : TRUE
IOEnvExecTemplate(env, commandTemplate, parameters) ==
  CHOOSE r \in [exitValue : Int, stdout : STRING, stderr : STRING] : TRUE

\* The environment as a record.
IOEnv == CHOOSE r \in [STRING -> STRING] : TRUE

\* The number that a string writes.
atoi(str) == CHOOSE i \in Int : ToString(i) = str

\* A number with leading zeros.
zeroPadN(n, width) ==
  LET digits == ToString(n)
  IN  FoldLeft(LAMBDA text, i : "0" \o text, digits, [i \in 1..(width - Len(digits)) |-> i])
=============================================================================
