namespace Presage.Hosting.Checks;

/// <summary>Looks at one thing that a process needs, and changes nothing.</summary>
public interface ICheck
{
    /// <summary>What is looked at, in a word or two.</summary>
    string Name { get; }

    /// <exception cref="Engine.PresageException">What a process would say that meets it; it is a finding like the others.</exception>
    IAsyncEnumerable<Finding> LookAsync(CancellationToken cancellation);
}
