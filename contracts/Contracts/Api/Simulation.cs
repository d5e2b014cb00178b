namespace Presage.Contracts.Api;

/// <summary>A fleet to make up. The same request gives the same files.</summary>
/// <param name="Directory">Where to write the files; is created when missing, and must not have such files.</param>
/// <param name="Scenario">A built-in name, or the path of a YAML file.</param>
public sealed record SimulationRequest(
    string Directory, string Scenario = SimulationRequest.UsualScenario, int Machines = SimulationRequest.UsualMachines,
    int Days = SimulationRequest.UsualDays, long Seed = SimulationRequest.UsualSeed)
{
    public const string UsualScenario = "azure-pdm";
    public const int UsualMachines = 100;
    public const int UsualDays = 365;
    public const long UsualSeed = 1;
}

/// <summary>How many readings have been written, and how many there will be.</summary>
public sealed record SimulationProgress(long Readings, long Of);

/// <summary>The files of a made-up fleet.</summary>
/// <param name="Files">Full paths.</param>
public sealed record SimulatedFleet(
    string Directory, int Machines, int Days, long Seed, long Readings, long Errors, long Replacements, long Failures,
    IReadOnlyList<string> Files, double Seconds);
