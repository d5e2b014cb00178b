namespace Presage.Engine;

/// <summary>An error that a person can mend and that trying again will not: what is wrong, and what to do about it.</summary>
/// <param name="code">Stable kebab-case name of the kind of error, such as <c>unknown-dataset</c>.</param>
/// <param name="message">One sentence: what is wrong, and where.</param>
/// <param name="remedy">One sentence: what to do.</param>
public sealed class PresageException(string code, string message, string remedy, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;

    public string Remedy { get; } = remedy;
}
