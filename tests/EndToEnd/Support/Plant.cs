[assembly: AssemblyFixture(typeof(Presage.Tests.EndToEnd.Support.Plant))]

namespace Presage.Tests.EndToEnd.Support;

/// <summary>The real records ingested, trained on and scored once; every test works on a copy.</summary>
public sealed class Plant : IDisposable
{
    public static readonly string[] Ingest = ["ingest", "plant"];
    public static readonly string[] Train = ["train", "plant", "--from", "2015-01-01", "--to", "2015-03-01"];
    public static readonly string[] Score = ["score", "plant", "--from", "2015-03-01", "--to", "2015-04-01", "--results", "march"];

    private readonly Workspace _original = new();
    private readonly SemaphoreSlim _once = new(1, 1);
    private string? _predictions;

    /// <summary>The predictions of March 2015 when nothing disturbs.</summary>
    internal async Task<string> PredictionsAsync()
    {
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _predictions ??= await PrepareAsync();
        }
        finally
        {
            _once.Release();
        }
    }

    internal async Task<Workspace> CopyAsync()
    {
        await PredictionsAsync();
        var copy = new Workspace();
        Directory.CreateDirectory(copy.Data);
        foreach (var file in Directory.EnumerateFiles(_original.Data))
            File.Copy(file, Path.Combine(copy.Data, Path.GetFileName(file)));

        return copy;
    }

    public void Dispose()
    {
        _original.Dispose();
        _once.Dispose();
    }

    private async Task<string> PrepareAsync()
    {
        (await _original.RunAsync([.. Ingest, RealRecords.Twenty])).Done();
        (await _original.RunAsync(Train)).Done();
        (await _original.RunAsync(Score)).Done();
        return await _original.PredictionsAsync("march");
    }
}
