using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Alarms;

/// <summary>Alarms that scoring has raised.</summary>
public interface IAlarmActions
{
    /// <exception cref="PresageException">
    /// <c>unknown-state</c>; <c>unknown-results</c>, <c>unknown-dataset</c>: the filter names what there is not.
    /// </exception>
    Task<AlarmList> ListAsync(AlarmFilter filter, PageRequest page, CancellationToken cancellation);

    /// <exception cref="PresageException"><c>unknown-alarm</c>.</exception>
    Task<AlarmDetails> ShowAsync(string id, CancellationToken cancellation);
}
