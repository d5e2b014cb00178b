using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Presage.Engine;
using Presage.Engine.Selection;

namespace Presage.Training.Data;

internal static class EventsHash
{
    /// <summary>SHA-256 (hex) of what became of the machines.</summary>
    public static string Of(IEnumerable<MachineEvents> machines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var machine in machines)
        {
            var events = machine.Failures.Concat(machine.Replacements).ToList();
            var lengths = string.Join(',', events.Select(times => times.Length));
            hash.AppendData(Encoding.UTF8.GetBytes($"{machine.Machine}\n{lengths}\n"));
            foreach (var times in events)
                Append(hash, times);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>In milliseconds, and what is finer only where something is.</summary>
    private static void Append(IncrementalHash hash, long[] times)
    {
        var milliseconds = Array.ConvertAll(times, UnixTime.ToMilliseconds);
        hash.AppendData(MemoryMarshal.AsBytes(milliseconds.AsSpan()));
        var rests = times.Select((time, i) => (ushort)(time - UnixTime.FromMilliseconds(milliseconds[i]))).ToArray();
        if (rests.AsSpan().ContainsAnyExcept((ushort)0))
            hash.AppendData(MemoryMarshal.AsBytes(rests.AsSpan()));
    }
}
