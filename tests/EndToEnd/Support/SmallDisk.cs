using System.Diagnostics;

namespace Presage.Tests.EndToEnd.Support;

/// <summary>A file system in memory that is soon full. Only root on Linux can have one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "A small disk can be mounted by root on Linux only");
        var path = Directory.CreateTempSubdirectory("presage-disk-").FullName;
        using var mount = Process.Start(new ProcessStartInfo("mount", ["-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path]) { RedirectStandardError = true })!;
        await mount.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (mount.ExitCode == 0)
            return new SmallDisk(path);

        Directory.Delete(path);
        Assert.Skip("A small disk cannot be mounted here");
        throw new InvalidOperationException();
    }

    public void Dispose()
    {
        using var unmount = Process.Start("umount", [Path]);
        unmount.WaitForExit();
        Directory.Delete(Path);
    }
}
