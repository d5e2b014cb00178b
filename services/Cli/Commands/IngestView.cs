using System.CommandLine.Parsing;
using Presage.Cli.Output;
using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Commands;

/// <summary>What an ingestion refused, for people.</summary>
internal static class IngestView
{
    public static void ShowCounts(Terminal terminal, IngestResult result)
    {
        var table = Tables.Create("source", "#files", "#read", "#written", "#replaced", "#duplicate", "#quarantined");
        foreach (var source in result.Sources)
            table.Row(
                source.Source, Format.Count(source.Files), Format.Count(source.Read), Format.Count(source.Written),
                Format.Count(source.Replaced), Format.Count(source.Duplicate), Format.Count(source.Quarantined));

        terminal.Show(table);
    }

    public static void ShowRefused(Terminal terminal, IngestResult result, CommandResult values)
    {
        foreach (var file in result.Refused)
        {
            terminal.Say($"Refused: {file.Message} {Hints.Complete(file.Remedy, file.Code, result.Run, values)}");
            foreach (var line in file.Sample)
                terminal.Say($"  {Line(line)}");
        }
    }

    public static string Line(QuarantinedLine line) => $"{line.File}:{line.Line}: {line.Reason}: {line.Text}";
}
