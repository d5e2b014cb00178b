using Presage.Cli.Output;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

/// <summary>What an ingestion refused, for people.</summary>
internal static class IngestView
{
    public static void ShowRefused(Terminal terminal, IngestResult result)
    {
        foreach (var file in result.Refused)
        {
            terminal.Say($"Refused: {file.Message} {file.Remedy}");
            foreach (var line in file.Sample)
                terminal.Say($"  {Line(line)}");
        }
    }

    public static string Line(QuarantinedLine line) => $"{line.File}:{line.Line}: {line.Reason}: {line.Text}";
}
