[assembly: AssemblyFixture(typeof(Presage.Tests.Cli.Support.Plant))]

namespace Presage.Tests.Cli.Support;

/// <summary>A made-up fleet ingested, trained on and scored once; every test works on a copy.</summary>
public sealed class Plant : IDisposable
{
    private static readonly string[] s_commands =
    [
        "train plant --from 2015-01-01 --to 2015-03-01 --algorithm decision-tree",
        "score plant --from 2015-03-01 --to 2015-04-01 --results march",
    ];

    private readonly CommandLine _original = new();
    private readonly Lazy<Task> _prepared;

    public Plant() => _prepared = new Lazy<Task>(PrepareAsync);

    /// <summary>A command line over a copy of the store.</summary>
    /// <param name="answers">What somebody at a terminal answers; none for nobody.</param>
    public async Task<CommandLine> CopyAsync(params string[] answers)
    {
        await _prepared.Value;
        var copy = new CommandLine { Answers = answers is [] ? null : answers };
        Directory.CreateDirectory(copy.Data);
        foreach (var file in Directory.EnumerateFiles(_original.Data))
            File.Copy(file, Path.Combine(copy.Data, Path.GetFileName(file)));

        return copy;
    }

    public void Dispose() => _original.Dispose();

    private async Task PrepareAsync()
    {
        var records = _original.PathOf("records");
        (await _original.RunAsync("simulate", records, "--machines", "20", "--days", "90")).Done();
        (await _original.RunAsync("ingest", "plant", records)).Done();
        foreach (var command in s_commands)
            (await _original.RunAsync(command)).Done();
    }
}
