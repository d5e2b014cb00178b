using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd;

/// <summary>A process that is given too little says what, and what to do.</summary>
public sealed class LimitTests
{
    public static TheoryData<string> Programs { get; } = ["Presage.Monitoring", "presage serve"];

    [Theory]
    [InlineData("Presage.Monitoring", 64)]
    [InlineData("Presage.Monitoring", 256)]
    [InlineData("presage serve", 64)]
    [InlineData("presage serve", 256)]
    public async Task Too_few_files_are_told(string program, int files)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "limits are those of Linux");
        using var workspace = new Workspace();

        var outcome = await RunAsync(workspace, $"ulimit -n {files}", program);

        outcome.Failed(1, $"The process may have {files} files and connections open at once, and needs 400.");
        outcome.Error.ShouldContain("ulimit -n 4096");
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Too_little_memory_is_told(string program)
    {
        using var workspace = new Workspace();

        var outcome = await RunAsync(workspace, "export DOTNET_GCHeapHardLimit=0x4000000", program);

        outcome.Failed(1, "The process may use 64 MB of memory, and needs 128 MB.");
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_directory_that_may_not_be_written_is_refused_at_the_start(string program)
    {
        const string Confining = "/usr/bin/bwrap";
        Assert.SkipUnless(File.Exists(Confining) && Environment.UserName == "root", "needs root and bwrap (bubblewrap)");
        using var workspace = new Workspace();
        Directory.CreateDirectory(workspace.Data);
        workspace.Variables["Storage__Directory"] = workspace.Data;

        var path = Path.Combine(AppContext.BaseDirectory, program);
        var confined = $"{Confining} --dev-bind / / --ro-bind {workspace.Data} {workspace.Data} {path} --urls http://127.0.0.1:0";
        using var process = workspace.Start("bash", ["-c", program == "presage serve" ? $"{confined} --data {workspace.Data}" : confined]);
        var outcome = await Workspace.EndAsync(process);

        outcome.Failed(1, $"The store {Path.Combine(workspace.Data, "presage.db")} cannot be opened for writing. Give this user the right");
    }

    private static async Task<Outcome> RunAsync(Workspace workspace, string limit, string program)
    {
        workspace.Variables["Storage__Directory"] = workspace.Data;
        var path = Path.Combine(AppContext.BaseDirectory, program);
        using var process = workspace.Start("bash", ["-c", $"{limit}; exec {path} --urls http://127.0.0.1:0"]);
        return await Workspace.EndAsync(process);
    }
}
