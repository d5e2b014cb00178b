// Makes one replica set of the members and gives Presage its account; run again, it sets the account's password to that of the Secret and changes nothing else.
// A replica set has no account before its first, so this script comes as the members themselves do: with their key.
const fs = require('fs');
const { MEMBERS, DATABASE, USERNAME, PASSWORD } = process.env;

const key = encodeURIComponent(fs.readFileSync('/run/secrets/mongodb/keyfile', 'utf8').replace(/\s/g, ''));
const hosts = Array.from({ length: Number(MEMBERS) }, (_, member) => `mongodb-${member}.mongodb:27017`);
const addressOf = (seeds, option) => `mongodb://__system:${key}@${seeds}/admin?authSource=local&${option}`;

function isInitiated(member) {
  try {
    member.adminCommand({ replSetGetStatus: 1 });
    return true;
  } catch (error) {
    if (error.codeName === 'NotYetInitialized') return false;
    throw error;
  }
}

const first = connect(addressOf(hosts[0], 'directConnection=true'));
if (!isInitiated(first)) {
  first.adminCommand({ replSetInitiate: { _id: 'rs0', members: hosts.map((host, _id) => ({ _id, host })) } });
  print(`Replica set rs0 of ${hosts.join(', ')}.`);
}

// Waits for a primary, whichever member it is.
const admin = connect(addressOf(hosts.join(','), 'replicaSet=rs0'));
const account = { pwd: PASSWORD, roles: ['readWrite', 'dbAdmin'].map(role => ({ role, db: DATABASE })) };
if (admin.getUser(USERNAME)) admin.updateUser(USERNAME, account);
else admin.createUser({ user: USERNAME, ...account });
print(`The account ${USERNAME} may use the database ${DATABASE}.`);
