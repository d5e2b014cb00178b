using Presage.Contracts.Api;

namespace Presage.Cli.Output;

internal static class IngestView
{
    private const int MostLines = 10;

    public static void Show(Terminal terminal, IngestResult result)
    {
        var table = Grids.Create(null, "source", "#files", "#read", "#written", "#replaced", "#duplicate", "#quarantined");
        foreach (var source in result.Sources)
            table.Row(
                source.Source, Numbers.Count(source.Files), Numbers.Count(source.Read), Numbers.Count(source.Written), Numbers.Count(source.Replaced),
                Numbers.Count(source.Duplicate), Numbers.Count(source.Quarantined));

        terminal.Show(table);
        foreach (var notice in result.Notices)
            terminal.Say(notice);

        var quarantined = result.Sources.Sum(source => source.Quarantined);
        if (quarantined > 0)
            terminal.Say($"{Numbers.Count(quarantined)} rows were refused:");
        foreach (var line in result.Quarantine.Take(MostLines))
            terminal.Say($"  {line.File}:{line.Line}: {line.Reason}: {line.Text}");

        terminal.Say($"Data set {result.Dataset}, run {result.Run}, {Numbers.Seconds(result.Seconds)}.");
    }
}
