using Presage.Engine;

namespace Presage.Scheduler.Steps;

/// <summary>The one folder in which steps of jobs may write.</summary>
internal sealed class OutputFolder(JobOptions options)
{
    /// <summary>The file of a name as a job's definition gives it.</summary>
    /// <exception cref="PresageException"><c>bad-output</c>: it lies elsewhere.</exception>
    public string PathOf(string name)
    {
        var folder = Path.GetFullPath(options.Outputs);
        var path = Path.GetFullPath(name, folder);
        return !Path.IsPathRooted(name) && Path.GetRelativePath(folder, path) is var relative && relative != "."
            && relative.Split(Path.DirectorySeparatorChar)[0] != ".."
                ? path
                : throw new PresageException(
                    ErrorKind.Invalid, "bad-output", $"'{name}' is not a file below the folder for outputs.",
                    "Write a relative path without '..', such as reports/{{run}}.html.");
    }
}
