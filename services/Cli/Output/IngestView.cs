using Presage.Contracts.Api;

namespace Presage.Cli.Output;

internal static class IngestView
{
    private const int MostLines = 10;

    public static void Show(Terminal terminal, IngestResult result)
    {
        var table = Tables.Create("source", "#files", "#read", "#written", "#replaced", "#duplicate", "#quarantined");
        foreach (var source in result.Sources)
            table.Row(
                source.Source, Format.Count(source.Files), Format.Count(source.Read), Format.Count(source.Written), Format.Count(source.Replaced),
                Format.Count(source.Duplicate), Format.Count(source.Quarantined));

        terminal.Show(table);
        foreach (var notice in result.Notices)
            terminal.Say(notice);

        var quarantined = result.Sources.Sum(source => source.Quarantined);
        if (quarantined > 0)
            terminal.Say($"{Format.Count(quarantined)} rows were refused:");
        foreach (var line in result.Quarantine.Take(MostLines))
            terminal.Say($"  {line.File}:{line.Line}: {line.Reason}: {line.Text}");

        terminal.Say($"Data set {result.Dataset}, run {result.Run}, {Format.Seconds(result.Seconds)}.");
    }
}
