using System.Runtime.CompilerServices;
using Presage.Hosting.Life;

namespace Presage.Hosting.Checks;

/// <summary>What the system lets a process have.</summary>
/// <param name="files">Files and connections that it may have open; null where that is not told.</param>
/// <param name="megabytes">Memory that it may use: that of the machine, or of the container.</param>
public sealed class LimitsCheck(long? files, long megabytes) : ICheck
{
    private const int GoodFiles = 1024;
    private const int GoodMegabytes = 384;

    public string Name => "limits";

    /// <summary>Those of this process.</summary>
    public static LimitsCheck OfThisProcess() => new(Surroundings.FilesAllowed(), Surroundings.MegabytesAllowed());

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        yield return files is { } allowed
            ? Judge(
                Surroundings.FewFiles, $"A process may have {allowed} files and connections open at once", allowed, Surroundings.LeastFiles,
                GoodFiles, "", Surroundings.HowToRaiseFiles)
            : Finding.Skipped("This system does not say how many files a process may have open.");
        yield return Judge(
            Surroundings.LittleMemory, $"A process may use {megabytes} MB of memory", megabytes, Surroundings.LeastMegabytes,
            GoodMegabytes, " MB", Surroundings.HowToRaiseMemory);
    }

    private static Finding Judge(string code, string found, long has, long least, long good, string unit, string remedy) =>
        has < least ? Finding.Failed(code, $"{found}, and needs {least}{unit}.", remedy)
        : has < good ? Finding.Warning(code, $"{found}; {good}{unit} are on the safe side.", remedy)
        : Finding.Ok($"{found}.");
}
