using System.Text.Json;

namespace Presage.Tests.Cli.Support;

/// <summary>How a command ended.</summary>
public sealed record Outcome(int ExitCode, string Out, string Error)
{
    /// <summary>The one document on standard output.</summary>
    public JsonElement Document => JsonDocument.Parse(Out).RootElement;

    /// <summary>The document's error.</summary>
    public JsonElement Failure => Document.GetProperty("error");

    /// <summary>What a person is told when something failed: the last line, without progress.</summary>
    public string Sentence => Error.TrimEnd().Split('\n')[^1];

    /// <summary>The id of the first run of a list.</summary>
    public string FirstRun => Document.GetProperty("runs")[0].GetProperty("id").GetString()!;

    public Outcome Done()
    {
        ExitCode.ShouldBe(0, $"{Out}\n{Error}");
        return this;
    }

    /// <summary>One sentence and a remedy, no stack trace.</summary>
    public Outcome Failed(int exitCode, string saying)
    {
        ExitCode.ShouldBe(exitCode, $"{Out}\n{Error}");
        Sentence.ShouldContain(saying, Case.Insensitive);
        Error.ShouldNotContain("   at ");
        return this;
    }
}
