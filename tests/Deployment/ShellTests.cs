using System.Diagnostics;

namespace Presage.Tests.Deployment;

/// <summary>What shellcheck says of the scripts that people run.</summary>
public sealed class ShellTests
{
    private static readonly string[] s_elsewhere = ["presage", "tests/EndToEnd/Kubernetes/kubectl"];

    public static TheoryData<string> Scripts { get; } =
    [
        .. s_elsewhere,
        .. Directory.GetFiles(Repository.PathOf("k8s"))
            .Where(file => File.ReadLines(file).First().StartsWith("#!", StringComparison.Ordinal))
            .Select(file => $"k8s/{Path.GetFileName(file)}"),
    ];

    [Fact]
    public void Every_script_is_looked_at() => Scripts.Count.ShouldBe(7);

    [Theory, MemberData(nameof(Scripts))]
    public async Task Shellcheck_has_nothing_to_say(string script)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/shellcheck"), "needs shellcheck");
        var start = new ProcessStartInfo("shellcheck", ["-x", script])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };

        using var shellcheck = Process.Start(start)!;
        var said = await shellcheck.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shellcheck.WaitForExitAsync(TestContext.Current.CancellationToken);

        shellcheck.ExitCode.ShouldBe(0, said);
    }
}
