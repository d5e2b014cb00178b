using System.Runtime.InteropServices;

namespace Presage.Storage.Sqlite;

/// <summary>
/// Which file lies at a path, whatever its name: its device and its number there. The number of a file that is open is given to no other.
/// Where the system does not say, the time at which it was made; on Windows an open file can be neither replaced nor deleted anyway.
/// </summary>
internal readonly partial record struct FileIdentity(ulong Device, ulong Number)
{
    private const int CurrentDirectory = -100;
    private const uint NumberOnly = 0x100;

    /// <returns>Null when there is no such file.</returns>
    public static FileIdentity? Of(string path)
    {
        if (OperatingSystem.IsLinux() && TryAsk(path) is { } asked)
            return asked;

        var file = new FileInfo(path);
        return file.Exists ? new(0, (ulong)file.CreationTimeUtc.Ticks) : null;
    }

    private static FileIdentity? TryAsk(string path)
    {
        try
        {
            return AskSystem(CurrentDirectory, path, 0, NumberOnly, out var found) == 0
                ? new(((ulong)found.DeviceMajor << 32) | found.DeviceMinor, found.Number)
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int AskSystem(int directory, string path, int flags, uint mask, out Answer answer);

    /// <summary>What Linux answers, the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Answer
    {
        [FieldOffset(32)]
        public ulong Number;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
