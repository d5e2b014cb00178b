using System.Diagnostics;
using System.Globalization;

namespace Presage.Tests.Benchmarks.Comparison;

/// <summary>Largest resident set of this process since the last reset; where the system has no reset, since its start.</summary>
internal static class PeakMemory
{
    private const string ResetFile = "/proc/self/clear_refs";
    private const string StatusFile = "/proc/self/status";

    public static void Reset()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (File.Exists(ResetFile))
            File.WriteAllText(ResetFile, "5");
    }

    public static double MiB()
    {
        if (!File.Exists(StatusFile))
            return Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
        var line = File.ReadLines(StatusFile).First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
