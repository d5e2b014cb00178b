namespace Presage.Cli.Execution;

/// <summary>What somebody is asked to agree to, in the words of the question.</summary>
/// <param name="Verb">Such as delete.</param>
/// <param name="Present">Such as deletes.</param>
/// <param name="Done">Such as deleted.</param>
internal sealed record Deed(string Verb, string Present, string Done);
