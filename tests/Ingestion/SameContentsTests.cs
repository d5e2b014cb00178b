using Presage.Tests.Harness;

namespace Presage.Tests.Ingestion;

/// <summary>However the same records are written down, the store has the same afterwards.</summary>
public sealed class SameContentsTests
{
    private static readonly SmallPlant s_plant = new(machines: 3, hours: 60);

    public static TheoryData<string, int> Forms
    {
        get
        {
            var forms = new TheoryData<string, int>();
            foreach (var form in s_forms.Keys)
                foreach (var sliceBytes in new[] { 64, 1_000, 1 << 24 })
                    forms.Add(form, sliceBytes);

            return forms;
        }
    }

    private static readonly Dictionary<string, Action<IngestionHost>> s_forms = new()
    {
        ["as it is"] = host => s_plant.Write(host),
        ["shuffled rows"] = host => WriteEach(host, text => Rows(text, rows => Shuffle(rows, 1))),
        ["carriage returns and line feeds"] = host => WriteEach(host, text => text.Replace("\n", "\r\n")),
        ["carriage returns"] = host => WriteEach(host, text => text.Replace('\n', '\r')),
        ["byte order mark"] = host => WriteEach(host, text => "\uFEFF" + text),
        ["no last line end"] = host => WriteEach(host, text => text.TrimEnd('\n')),
        ["blank lines"] = host => WriteEach(host, text => "\n" + text.Replace("\n", "\n\n")),
        ["semicolons"] = host => WriteEach(host, text => text.Replace(',', ';')),
        ["tabs"] = host => WriteEach(host, text => text.Replace(',', '\t')),
        ["quotes"] = host => WriteEach(host, text => Cells(text, cells => cells.Select(cell => $"\"{cell}\""))),
        ["blanks around fields"] = host => WriteEach(host, text => Cells(text, cells => cells.Select(cell => $" {cell} "))),
        ["other order of columns"] = host => WriteEach(host, text => Cells(text, cells => cells.Reverse())),
        ["more columns"] = host => WriteEach(host, text => Cells(text, cells => cells.Prepend("x\"y").Append("\"a\nb\""))),
        ["header in capitals"] = host => WriteEach(
            host, text => text[..text.IndexOf('\n')].ToUpperInvariant() + text[text.IndexOf('\n')..]),
        ["compressed"] = host =>
        {
            foreach (var (name, text) in s_plant.Files())
                host.Write($"plain/{name}.gz", Gzip.Pack(text));
        },
        ["in parts, out of order"] = host =>
        {
            foreach (var (name, text) in s_plant.Files())
                foreach (var (part, rows) in Shuffle([.. text.TrimEnd('\n').Split('\n').Skip(1)], 2).Chunk(37).Index())
                    host.Write($"plain/{name.Replace(".csv", $"-{part}.csv")}", SmallPlant.Text(text[..text.IndexOf('\n')], rows));
        },
        ["American times"] = host => WriteEach(host, text => Cells(text, cells => cells.Select(American))),
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_of_the_files_gives_the_same_contents(string form, int sliceBytes)
    {
        await using var plain = await IngestionHost.StartAsync();
        await plain.IngestAsync(s_plant.Write(plain));
        await using var other = await IngestionHost.StartAsync(options: ("SliceBytes", sliceBytes));
        s_forms[form](other);

        var result = await other.IngestAsync(other.Folder["files/plain"]);

        result.Quarantine.ShouldBeEmpty();
        result.Sources.ShouldAllBe(source => source.Read == source.Written);
        (await StoreContents.OfAsync(other)).ShouldBe(await StoreContents.OfAsync(plain));
    }

    [Fact]
    public async Task One_run_after_the_other_gives_the_same_contents_as_one_run()
    {
        await using var plain = await IngestionHost.StartAsync();
        await plain.IngestAsync(s_plant.Write(plain));
        await using var other = await IngestionHost.StartAsync();

        foreach (var (name, text) in s_plant.Files())
            await other.IngestAsync(other.Write(name, text));

        (await StoreContents.OfAsync(other)).ShouldBe(await StoreContents.OfAsync(plain));
    }

    private static void WriteEach(IngestionHost host, Func<string, string> change)
    {
        foreach (var (name, text) in s_plant.Files())
            host.Write("plain/" + name, change(text));
    }

    private static string Rows(string text, Func<string[], IEnumerable<string>> change)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        return SmallPlant.Text(lines[0], change(lines[1..]));
    }

    private static string Cells(string text, Func<IEnumerable<string>, IEnumerable<string>> change) =>
        string.Concat(text.TrimEnd('\n').Split('\n').Select(line => string.Join(',', change(line.Split(','))) + "\n"));

    private static string[] Shuffle(string[] rows, int seed)
    {
        new Random(seed).Shuffle(rows);
        return rows;
    }

    private static string American(string cell) =>
        DateTime.TryParseExact(cell, "yyyy-MM-dd HH:mm:ss", null, default, out var time)
            ? time.ToString("M/d/yyyy h:mm:ss tt", System.Globalization.CultureInfo.InvariantCulture)
            : cell;
}
