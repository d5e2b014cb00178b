using System.Text;
using Presage.Engine;
using Presage.Ingestion.Intakes;
using Presage.Scenarios;

namespace Presage.Tests.Ingestion.Intakes;

internal static class Targets
{
    public static readonly DateTime Known = new(2015, 6, 1, 0, 0, 0, DateTimeKind.Utc);

    public static long Now => UnixTime.FromDateTime(Known);

    /// <param name="machines">Those that are described; null when none are.</param>
    public static IntakeTarget Of(params string[]? machines) => new("plant", ScenarioCatalog.Read("azure-pdm"), Known, machines);

    public static int MachineOf(RecordKey key, string name)
    {
        key.FindMachine(Bytes(name), out var machine).ShouldBeNull();
        return machine;
    }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
