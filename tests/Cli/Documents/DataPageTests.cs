using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli.Documents;

/// <summary><c>docs/use/your-data.md</c> says what is done.</summary>
public sealed class DataPageTests : IDisposable
{
    private const string Refused = "refused: ";

    private readonly CommandLine _presage = new();

    public static TheoryData<string, string> Times => Cells(DataPage.Times);

    public static TheoryData<string, string> Numbers => Cells(DataPage.Numbers);

    public static TheoryData<string> Missing => [.. DataPage.Missing];

    public static TheoryData<string> Tables => [.. DataPage.Tables.Keys];

    public static TheoryData<string> Files => [.. DataPage.ReadFiles];

    [Theory]
    [MemberData(nameof(Times))]
    public async Task A_time_is_what_the_page_says(string cell, string meaning)
    {
        _presage.Write("telemetry.csv", $"time,machine,temp,vib\n\"{cell}\",M1,20,1\n");

        var ingest = await IngestAsync(DataPage.Scenario, "telemetry.csv");

        if (meaning.StartsWith(Refused, StringComparison.Ordinal))
            ingest.Failed(1, meaning[Refused.Length..]);
        else
            (await ReadingsAsync(ingest)).ShouldBe([$"{meaning} M1 20 1"]);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_number_is_what_the_page_says(string cell, string meaning)
    {
        _presage.Write("telemetry.csv", $"time;machine;temp;vib\n2024-01-01 00:00:00;M1;{cell};1,25\n");

        (await ReadingsAsync(await IngestAsync(DataPage.Scenario, "telemetry.csv")))
            .ShouldBe([$"2024-01-01T00:00:00Z M1 {meaning} 1.25"]);
    }

    [Theory]
    [MemberData(nameof(Missing))]
    public async Task A_spelling_of_missing_is_missing(string spelling)
    {
        _presage.Write(
            "telemetry.csv", $"time,machine,temp,vib\n2024-01-01 00:00:00,M1,{spelling},1\n2024-01-01 01:00:00,M1,{spelling},2\n");

        var ingest = await IngestAsync(DataPage.Scenario, "telemetry.csv");

        ingest.Out.ShouldNotContain("unparsable");
        (await ReadingsAsync(ingest)).ShouldBe(["2024-01-01T00:00:00Z M1 - 1", "2024-01-01T01:00:00Z M1 - 2"]);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_table_is_what_the_page_says(string title)
    {
        var example = DataPage.Tables[title];
        foreach (var (name, text) in example.Files)
            _presage.Write(name, text);

        var ingest = await IngestAsync(example.Scenario, [.. example.Files.Select(file => file.Name)]);

        example.Files.ShouldNotBeEmpty();
        (await ReadingsAsync(ingest)).ShouldBe(example.Readings);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_of_a_folder_is_read(string name)
    {
        var path = _presage.PathOf(Path.Combine("in", name));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var text = "time,machine,temp,vib\n2024-01-01 00:00:00,M1,20,1\n";
        if (name.EndsWith(".gz", StringComparison.Ordinal))
            await Gzip.WriteAsync(path, text);
        else
            await File.WriteAllTextAsync(
                path, name.EndsWith(".tsv", StringComparison.Ordinal) ? text.Replace(',', '\t') : text,
                TestContext.Current.CancellationToken);
        var scenario = DataPage.Scenario.Replace("sources:", "sources:\n  prefixes: [PdM_]", StringComparison.Ordinal);

        (await ReadingsAsync(await IngestAsync(scenario, "in"))).ShouldBe(["2024-01-01T00:00:00Z M1 20 1"]);
    }

    public void Dispose() => _presage.Dispose();

    private static TheoryData<string, string> Cells(IReadOnlyList<(string Cell, string Meaning)> rows)
    {
        var cells = new TheoryData<string, string>();
        foreach (var (cell, meaning) in rows)
            cells.Add(cell, meaning);

        return cells;
    }

    private Task<Outcome> IngestAsync(string scenario, params string[] files) => _presage.RunAsync(
        ["ingest", "x", .. files.Select(_presage.PathOf), "--scenario", _presage.Write("scenario.yaml", scenario)]);

    private Task<IReadOnlyList<string>> ReadingsAsync(Outcome ingest)
    {
        ingest.Done();
        return StoredReadings.OfAsync(_presage.Data, "x", sensors: 2);
    }
}
