using Presage.Tests.Storage.Contracts;

namespace Presage.Tests.Storage.MongoDb;

public sealed class MongoAlarmsTests : AlarmsContract<MongoUnderTest>;

public sealed class MongoBackfillsTests : BackfillsContract<MongoUnderTest>;

public sealed class MongoCalendarsTests : CalendarsContract<MongoUnderTest>;

public sealed class MongoDataSetsTests : DataSetsContract<MongoUnderTest>;

public sealed class MongoDeletionsTests : DeletionsContract<MongoUnderTest>;

public sealed class MongoDeletionsInPartsTests : DeletionsContract<MongoUnderTestInParts>;

public sealed class MongoDeliveriesTests : DeliveriesContract<MongoUnderTest>;

public sealed class MongoEventsTests : EventsContract<MongoUnderTest>;

public sealed class MongoFaultsTests : FaultsContract<MongoUnderTest>;

public sealed class MongoFeatureSetsTests : FeatureSetsContract<MongoUnderTest>;

public sealed class MongoCheckContractTests : CheckContract<MongoUnderTest>;

public sealed class MongoRetentionTests : RetentionContract<MongoUnderTest>;

public sealed class MongoIdentityContractTests : IdentityContract<MongoUnderTest>;

public sealed class MongoInterruptedDeletionsTests : InterruptedDeletionsContract<MongoUnderTest>;

public sealed class MongoJobDeletionsTests : JobDeletionsContract<MongoUnderTest>;

public sealed class MongoJobRunsTests : JobRunsContract<MongoUnderTest>;

public sealed class MongoJobsTests : JobsContract<MongoUnderTest>;

public sealed class MongoKnowledgeTests : KnowledgeContract<MongoUnderTest>;

public sealed class MongoLeasesTests : LeasesContract<MongoUnderTest>;

public sealed class MongoMachinesTests : MachinesContract<MongoUnderTest>;

public sealed class MongoModelsTests : ModelsContract<MongoUnderTest>;

public sealed class MongoPredictionsTests : PredictionsContract<MongoUnderTest>;

public sealed class MongoPredictionListsTests : PredictionListsContract<MongoUnderTest>;

public sealed class MongoQuarantineTests : QuarantineContract<MongoUnderTest>;

public sealed class MongoRunsTests : RunsContract<MongoUnderTest>;

public sealed class MongoRunsInPartsTests : RunsContract<MongoUnderTestInParts>
{
    protected override bool CountsOneByOne => false;
}

public sealed class MongoRunWakesTests : RunWakesContract<MongoUnderTest>;

public sealed class MongoReopeningTests : ReopeningContract<MongoUnderTest>;

public sealed class MongoReopeningInPartsTests : ReopeningContract<MongoUnderTestInParts>;

public sealed class MongoSliceAttemptsTests : SliceAttemptsContract<MongoUnderTest>;

public sealed class MongoTelemetryTests : TelemetryContract<MongoUnderTest>;

public sealed class MongoTelemetryHistoryTests : TelemetryHistoryContract<MongoUnderTest>;

public sealed class MongoWorkersTests : WorkersContract<MongoUnderTest>;
