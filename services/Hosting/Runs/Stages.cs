using System.Globalization;

namespace Presage.Hosting.Runs;

/// <summary>Stages of runs, in the order in which they come.</summary>
public static class Stages
{
    public const string IngestMachines = "ingest-machines";

    /// <summary>Machines are read again without those of a file that turned out to be unfit when others had been stored with it.</summary>
    public const string IngestMachinesAgain = "ingest-machines-again";

    public const string Ingest = "ingest";
    public const string IngestAgain = "ingest-again";
    public const string Features = "features";
    public const string Trials = "trials";
    public const string Select = "select";
    public const string Score = "score";
    public const string Evaluate = "evaluate";

    /// <summary>The stage of a sweep's rung, from 0.</summary>
    public static string TrialsOf(int rung) => rung == 0 ? Trials : string.Create(CultureInfo.InvariantCulture, $"{Trials}-{rung + 1}");
}
