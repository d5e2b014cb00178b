namespace Presage.Cli.Demo;

/// <param name="Data">Directory of the store.</param>
/// <param name="Report">Path of the report.</param>
internal sealed record DemoSettings(int Machines, int Days, long Seed, string Data, string Report)
{
    /// <summary>Data set, model and result set of the demo: others for other parameters.</summary>
    public string Name => $"demo-{Machines}x{Days}-{Seed}";

    /// <summary>Model and result set of the comparison with the reference architecture.</summary>
    public string ReferenceName => $"{Name}-reference";

    /// <summary>Directory of the made-up files.</summary>
    public string Files => Path.Combine(Data, "demo-files", Name);
}
