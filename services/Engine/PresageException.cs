namespace Presage.Engine;

/// <summary>An error that a person can understand: what is wrong, and what to do about it.</summary>
/// <param name="kind">Decides whether it is tried again, and how it is answered.</param>
/// <param name="code">Stable kebab-case name of the error, such as <c>unknown-dataset</c>.</param>
/// <param name="message">One sentence: what is wrong, and where.</param>
/// <param name="remedy">One sentence: what to do, in the words of the domain; commands are named by the command line only.</param>
public sealed class PresageException(ErrorKind kind, string code, string message, string remedy, Exception? inner = null)
    : Exception(message, inner)
{
    public ErrorKind Kind { get; } = kind;

    public string Code { get; } = code;

    public string Remedy { get; } = remedy;

    /// <summary>The run that a surface can lead to from here, if the error is about one.</summary>
    public string? Run { get; init; }
}
