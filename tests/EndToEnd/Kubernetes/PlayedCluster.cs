using System.Diagnostics;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Kubernetes;

/// <summary>
/// A cluster that is played by a kubectl of our own: scripts and documents run as they are written, and each call is noted.
/// </summary>
internal sealed class PlayedCluster : IDisposable
{
    private readonly Workspace _workspace;

    /// <param name="workspace">Where commands are given, with the store and the broker of those that run "in the cluster".</param>
    public PlayedCluster(Workspace workspace)
    {
        _workspace = workspace;
        Directory.CreateDirectory(PathOf("inbox"));
        Directory.CreateSymbolicLink(workspace.PathOf("k8s"), Path.Combine(RealRecords.RepositoryRoot, "k8s"));
        Script("presage", $"exec {Path.Combine(AppContext.BaseDirectory, "presage")} \"$@\" --data {workspace.Data}");
        Script("kubectl", $"exec {Path.Combine(RealRecords.RepositoryRoot, "tests/EndToEnd/Kubernetes/kubectl")} \"$@\"", "bin");
        workspace.Variables["CLUSTER"] = PathOf("");
        workspace.Variables["PATH"] = $"{PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        workspace.Variables["PRESAGE_PAUSE"] = "0.2";
    }

    public IReadOnlyList<string> Calls => File.Exists(PathOf("calls")) ? File.ReadAllLines(PathOf("calls")) : [];

    public string PathOf(string file) => _workspace.PathOf($"cluster/{file}");

    /// <summary>Puts the cluster into a state.</summary>
    public void Set(string name, string state = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf($"{name}.new"), state);
        File.Move(PathOf($"{name}.new"), PathOf(name), overwrite: true);
    }

    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Gives commands as they stand in a document.</summary>
    public async Task<Outcome> RunAsync(string commands)
    {
        using var shell = Start(commands);
        return await Workspace.EndAsync(shell);
    }

    public Process Start(string commands) => _workspace.Start("bash", ["-c", $"set -euo pipefail\n{commands}"]);

    public void Dispose() => Directory.Delete(PathOf(""), recursive: true);

    private void Script(string name, string line, string folder = "")
    {
        var file = PathOf(Path.Combine(folder, name));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"#!/bin/sh\n{line}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
