using System.Text.Json.Nodes;
using Presage.Connections.Answers;
using Presage.Connections.Definitions;
using Presage.Connections.Events;
using Presage.Connections.Reading;
using Presage.Connections.Sending;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Hosting.Stores;
using Presage.Scenarios;
using Presage.Storage;

namespace Presage.Application.Connections;

internal sealed class ConnectionActions(IConnections connections, Sender sender, StoreTime time, TimeProvider clock) : IConnectionActions
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    public async Task<ConnectionsApplied> ApplyAsync(
        IReadOnlyList<string> paths, bool dryRun, string by, CancellationToken cancellation)
    {
        var given = paths.SelectMany(path => ConnectionReader.ReadAll(YamlFile.Read(path, "connection"), path)).ToList();
        if (given.GroupBy(one => one.Definition.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new PresageException(
                ErrorKind.Invalid, "same-connection", $"The connection '{twice.Key}' is given {twice.Count()} times.", "Give it once.");

        var changes = new List<ConnectionChange>();
        var now = await time.NowAsync(cancellation);
        foreach (var (definition, text) in given)
        {
            var present = await connections.FindAsync(definition.Name, cancellation);
            var change = ChangeOf(present, text);
            var isChanged = change == "changed";
            changes.Add(new(definition.Name, definition.Kind, change, isChanged ? present!.Definition : null, isChanged ? text : null));
            if (!dryRun && change != "unchanged")
                await connections.ApplyAsync(new Connection(definition.Name, definition.Kind, text, now, by), cancellation);
        }

        return new ConnectionsApplied(changes, dryRun);
    }

    public async Task<ConnectionList> ListAsync(CancellationToken cancellation) =>
        new([.. (await connections.ListAsync(cancellation)).Select(ConnectionDocuments.Summary)]);

    public async Task<ConnectionCheck> CheckAsync(string name, string by, CancellationToken cancellation)
    {
        var connection = await connections.FindAsync(name, cancellation) ?? throw await UnknownAsync(name, cancellation);
        var definition = ConnectionReader.Read(connection.Definition, $"connection {name}");
        var now = await time.NowAsync(cancellation);
        var tried = new ConnectionEvent(
            Guid.NewGuid().ToString("N"), $"/connections/{name}", EventTypes.Test, name, now, $"Presage tries out the connection {name}",
            $"{by} tries out whether the connection {name} works. It does, if you read this.", "Nothing is to be done.",
            new JsonObject { ["connection"] = name, ["by"] = by });
        var began = clock.GetTimestamp();
        var answer = await sender.SendAsync(definition, tried.To(name, now), s_patience, cancellation);
        return new ConnectionCheck(
            name, definition.Kind, answer.Verdict == Verdict.Delivered, answer.Text, clock.GetElapsedTime(began).TotalSeconds);
    }

    public async Task<ConnectionDeletion> DeleteAsync(string name, CancellationToken cancellation) =>
        await connections.DeleteAsync(name, cancellation) ? new(name) : throw await UnknownAsync(name, cancellation);

    private static string ChangeOf(Connection? present, string text) => present switch
    {
        null => "added",
        _ when present.Definition != text => "changed",
        { Stopped: not null } => "started",
        _ => "unchanged",
    };

    private async Task<PresageException> UnknownAsync(string name, CancellationToken cancellation) =>
        ConnectionErrors.Unknown(name, [.. (await connections.ListAsync(cancellation)).Select(connection => connection.Name)]);
}
