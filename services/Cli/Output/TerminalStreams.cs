namespace Presage.Cli.Output;

/// <summary>What a command line prints to and reads from: a terminal, files, pipes, or a test's texts.</summary>
/// <param name="ReadLine">The next line of the input; null at its end.</param>
/// <param name="IsInteractive">Whether somebody sits there who sees what is printed to <paramref name="Error"/> and can answer.</param>
internal sealed record TerminalStreams(
    TextWriter Out, TextWriter Error, Func<string?> ReadLine, bool IsOutputRedirected, bool IsErrorRedirected, bool IsInteractive)
{
    public static TerminalStreams OfProcess => new(
        Console.Out, Console.Error, Console.ReadLine, Console.IsOutputRedirected, Console.IsErrorRedirected,
        !Console.IsInputRedirected && !Console.IsErrorRedirected);
}
