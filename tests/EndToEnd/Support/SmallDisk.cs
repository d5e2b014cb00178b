using System.Diagnostics;

namespace Presage.Tests.EndToEnd.Support;

/// <summary>A file system in memory that is soon full. Only root on Linux can have one.</summary>
internal sealed class SmallDisk : IDisposable
{
    /// <summary>Others may write while the disk is made smaller, and it cannot become smaller than what is there.</summary>
    private const int Margin = 64 << 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private long Used
    {
        get
        {
            var drive = new DriveInfo(Path);
            return drive.TotalSize - drive.TotalFreeSpace;
        }
    }

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var disk = await TryMountAsync(megabytes);
        Assert.SkipWhen(disk is null, "A small disk cannot be mounted here");
        return disk!;
    }

    /// <summary>Null where none can be mounted.</summary>
    public static async Task<SmallDisk?> TryMountAsync(int megabytes)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return null;

        var path = Directory.CreateTempSubdirectory("presage-disk-").FullName;
        if (await MountAsync("-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path))
            return new SmallDisk(path);

        Directory.Delete(path);
        return null;
    }

    /// <summary>Leaves next to no room for more than is there.</summary>
    public Task FillAsync() =>
        Eventually.TrueAsync(() => MountAsync("-o", $"remount,size={Used + Margin}", Path), Patience, "the disk is full");

    public async Task ResizeAsync(int megabytes) => (await MountAsync("-o", $"remount,size={megabytes}m", Path)).ShouldBeTrue();

    public void Dispose()
    {
        using var unmount = Process.Start("umount", [Path]);
        unmount.WaitForExit();
        Directory.Delete(Path);
    }

    private static async Task<bool> MountAsync(params string[] arguments)
    {
        using var mount = Process.Start(new ProcessStartInfo("mount", arguments) { RedirectStandardError = true })!;
        await mount.WaitForExitAsync(TestContext.Current.CancellationToken);
        return mount.ExitCode == 0;
    }
}
