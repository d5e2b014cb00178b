using System.Collections.Concurrent;
using Presage.Cli;
using Presage.Cli.Output;

namespace Presage.Tests.Cli.Support;

/// <summary>The command line with a directory of its own, carried out in this process.</summary>
public sealed class CommandLine : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("presage-cli-").FullName;

    public string Data => Path.Combine(Root, "data");

    /// <summary>What somebody at a terminal answers, line by line; nobody sits there while it is null.</summary>
    public string[]? Answers { get; init; }

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Writes a file of text.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <param name="command">Words with one blank between them.</param>
    public Task<Outcome> RunAsync(string command) => RunAsync(command.Split(' '));

    public async Task<Outcome> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var answers = new ConcurrentQueue<string>(Answers ?? []);
        var streams = new TerminalStreams(
            output, error, () => answers.TryDequeue(out var line) ? line : null, IsOutputRedirected: true, IsErrorRedirected: true,
            IsInteractive: Answers is not null);

        var code = await PresageCommandLine.RunAsync([.. arguments, "--data", Data], streams);

        return new Outcome(code, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
