using Presage.Application.Export;
using Presage.Contracts.Api;
using Presage.Storage;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Presage.Cli.Output;

/// <summary>Where a command prints: a JSON document or words on standard output, progress and errors on standard error.</summary>
internal sealed class Terminal(TerminalStreams streams, bool json) : IStoreWaits
{
    private const int WidthOfFiles = 160;

    private readonly Lazy<IAnsiConsole> _out = new(() => Create(streams.Out, streams.IsOutputRedirected));
    private readonly Lazy<IAnsiConsole> _error = new(() => Create(streams.Error, streams.IsErrorRedirected));

    /// <summary>Whether there is somebody to ask.</summary>
    public bool CanAsk => streams.IsInteractive && !json;

    /// <summary>Prints the command's outcome: the document, or for people what <paramref name="show"/> makes of it.</summary>
    public void Result<T>(T document, Action<T> show)
    {
        if (json)
            streams.Out.WriteLine(Hosting.Json.Write(document));
        else
            show(document);
    }

    public void Say(string line)
    {
        if (!json)
            streams.Out.WriteLine(Printable(line));
    }

    /// <summary>Says that a file was written; not into the file itself, where that is standard output.</summary>
    public void SayWritten(string path, string line)
    {
        if (path == OutputFile.StandardOutput)
            Note(line);
        else
            Say(line);
    }

    /// <summary>Something worth knowing that is not the command's outcome.</summary>
    public void Note(string line)
    {
        if (!json)
            streams.Error.WriteLine(Printable(line));
    }

    void IStoreWaits.Waits(string sentence) => Note(sentence);

    /// <summary>Asks a question that is answered by yes or no; everything but yes is no.</summary>
    public bool Ask(string question)
    {
        streams.Error.Write($"{question} [y/N] ");
        return streams.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    public void Show(IRenderable table) => _out.Value.Write(table);

    public void Fail(ErrorResult error)
    {
        if (json)
            streams.Out.WriteLine(Hosting.Json.Write(new ErrorDocument(error)));
        else
            streams.Error.WriteLine(Printable($"{error.Message} {error.Remedy}".TrimEnd()));
    }

    /// <summary>An exception with its stack, for those who asked for everything.</summary>
    public void Trace(Exception exception) => streams.Error.WriteLine(exception);

    /// <summary>Bars where there is a terminal, lines where there is none, nothing beside a JSON document.</summary>
    public IProgressView Progress() =>
        json ? new NoProgress() : streams.IsErrorRedirected ? new ProgressLines(streams.Error) : new ProgressBars(_error.Value);

    /// <summary>Names of files and texts of records may hold what a terminal obeys.</summary>
    private static string Printable(string line) => line.Any(IsCommand)
        ? string.Concat(line.Select(character => IsCommand(character) ? '\uFFFD' : character))
        : line;

    private static bool IsCommand(char character) => char.IsControl(character) && character is not ('\n' or '\r' or '\t');

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
            console.Profile.Width = WidthOfFiles;

        return console;
    }
}
