using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Presage.Hosting.Messaging;
using Presage.Storage;

namespace Presage.Hosting.Checks;

/// <summary>Settings that are right one by one and do not go together, or depend on where a process happens to be started.</summary>
/// <param name="directory">The directory of the embedded store that is looked at, absolute.</param>
public sealed class ContradictionCheck(IConfiguration configuration, string directory) : ICheck
{
    public string Name => "settings";

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var finding in Paths().Concat(Effects()))
            yield return finding;
    }

    private IEnumerable<Finding> Paths()
    {
        if (Storage(nameof(StorageOptions.Directory)) is { } configured)
        {
            var full = Path.GetFullPath(configured);
            if (!Path.IsPathRooted(configured))
                yield return Finding.Warning(
                    "relative-directory",
                    $"{Variable(StorageOptions.Section, nameof(StorageOptions.Directory))} is '{configured}', which is {full} for a "
                        + "process that is started here, and another directory with another store for one that is started elsewhere.",
                    "Set it to a path that begins at the root.");

            if (full != directory)
                yield return Finding.Warning(
                    "other-directory",
                    $"This command looks at the store in {directory}, and processes with these settings use {full}.",
                    $"Give commands the directory {full}, too.");
        }

        foreach (var root in configuration.GetSection("Ingestion:AllowedRoots").GetChildren())
            if (root.Value is { Length: > 0 } path && !Path.IsPathRooted(path))
                yield return Finding.Warning(
                    "relative-directory", $"Ingestion__AllowedRoots__{root.Key} is '{path}', which depends on where a process is started.",
                    "Set it to a path that begins at the root.");
    }

    private IEnumerable<Finding> Effects()
    {
        var transport = Messaging(nameof(MessagingOptions.Transport)) ?? MessagingOptions.InMemory;
        var provider = Storage(nameof(StorageOptions.Provider)) ?? StorageOptions.Sqlite;
        if (transport == MessagingOptions.InMemory && Messaging(nameof(MessagingOptions.Host)) is not null)
            yield return WithoutEffect(
                MessagingOptions.Section, nameof(MessagingOptions.Host), nameof(MessagingOptions.Transport), MessagingOptions.RabbitMq);

        if (provider == StorageOptions.Sqlite)
            foreach (var name in new[] { nameof(StorageOptions.Uri), nameof(StorageOptions.Database) })
                if (Storage(name) is not null)
                    yield return WithoutEffect(
                        StorageOptions.Section, name, nameof(StorageOptions.Provider), StorageOptions.MongoDb);

        if (provider == StorageOptions.MongoDb && Storage(nameof(StorageOptions.Directory)) is not null)
            yield return WithoutEffect(
                StorageOptions.Section, nameof(StorageOptions.Directory), nameof(StorageOptions.Provider), StorageOptions.Sqlite);
    }

    private string? Storage(string name) => configuration[$"{StorageOptions.Section}:{name}"];

    private string? Messaging(string name) => configuration[$"{MessagingOptions.Section}:{name}"];

    /// <summary>A setting that counts only beside another.</summary>
    private static Finding WithoutEffect(string section, string name, string other, string value) => Finding.Failed(
        "without-effect", $"{Variable(section, name)} is set and has no effect unless {Variable(section, other)} is {value}.",
        $"Set {Variable(section, other)}={value}, or remove {Variable(section, name)}.");

    private static string Variable(string section, string name) => $"{section}__{name}";
}
