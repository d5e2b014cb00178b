using System.Text.RegularExpressions;
using Presage.Engine;
using Presage.Storage.MongoDb;
using Presage.Tests.Storage.MongoDb.Servers;

namespace Presage.Tests.Storage.MongoDb;

/// <summary>What collides with other processes is tried again after a pause, and not for ever.</summary>
public sealed partial class MongoPausesTests
{
    [Fact]
    public async Task Tries_end_in_an_error_that_the_bus_tries_again_later()
    {
        var pauses = new MongoPauses();
        for (var pause = 0; pause < MongoPauses.Most; pause++)
            await pauses.NextAsync(TestContext.Current.CancellationToken);

        var error = Should.Throw<PresageException>(() => { _ = pauses.NextAsync(TestContext.Current.CancellationToken); });

        (error.Kind, error.Code).ShouldBe((ErrorKind.Busy, "store-busy"));
    }

    [Fact]
    public void No_loop_tries_again_without_one()
    {
        var sources = Path.Combine(MongoBridge.RepositoryRoot, "services", "Storage.MongoDb");

        var endless = Directory.EnumerateFiles(sources, "*.cs").SelectMany(
            file => Endless().Matches(File.ReadAllText(file)).Select(loop => $"{Path.GetFileName(file)}: {loop.Value}"));

        // What deletes ends when nothing is left; what reads while the server is away pauses by itself, and ends when it was waited for.
        endless.Where(loop => !loop.StartsWith("MongoDeletion.cs", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"while \(true\)")]
    private static partial Regex Endless();
}
