using System.Text;
using System.Text.Json;
using Presage.Contracts.Api;
using Presage.Storage;

namespace Presage.Application.Faults;

internal static class FaultDocuments
{
    public static FaultSummary Summary(Fault fault) => new(
        fault.Id, JsonNamingPolicy.CamelCase.ConvertName(fault.State.ToString()), fault.Queue, fault.Message, fault.Run, fault.Error.Code,
        fault.Error.Message, fault.Error.Remedy, fault.At, fault.History.Count(entry => entry.What == FaultEvent.Failed));

    public static FaultDetails Details(Fault fault) => new(
        Summary(fault), fault.Details, [.. fault.History.Select(entry => new FaultEntry(entry.At, entry.What, entry.Worker, entry.Text))],
        Encoding.UTF8.GetString(fault.Body), fault.BodyBytes);
}
