/** Vocabularies of STIX 2.1 §10, under the names that findings about them have. */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const ACCOUNT_TYPES = words(
  'facebook ldap nis openid radius skype tacacs twitter unix windows-local windows-domain',
);
export const ATTACK_MOTIVATIONS = words(
  'accidental coercion dominance ideology notoriety organizational-gain personal-gain personal-satisfaction revenge unpredictable',
);
export const ATTACK_RESOURCE_LEVELS = words('individual club contest team organization government');
export const ENCRYPTION_ALGORITHMS = words('AES-256-GCM ChaCha20-Poly1305 mime-type-indicated');
export const GROUPING_CONTEXTS = words('suspicious-activity malware-analysis unspecified');
export const HASH_ALGORITHMS = words('MD5 SHA-1 SHA-256 SHA-512 SHA3-256 SHA3-512 SSDEEP TLSH');
export const IDENTITY_CLASSES = words('individual group system organization class unspecified unknown');
export const IMPLEMENTATION_LANGUAGES = words(
  'applescript bash c c++ c# go java javascript lua objective-c perl php powershell python ruby scala swift typescript visual-basic x86-32 x86-64',
);
export const INDICATOR_TYPES = words(
  'anomalous-activity anonymization benign compromised malicious-activity attribution unknown',
);
export const INDUSTRY_SECTORS = words(`
  agriculture aerospace automotive chemical commercial communications construction defense education energy entertainment
  financial-services government emergency-services government-local government-national government-public-services
  government-regional healthcare hospitality-leisure infrastructure dams nuclear water insurance manufacturing mining
  non-profit pharmaceuticals retail technology telecommunications transportation utilities`);
export const INFRASTRUCTURE_TYPES = words(
  'amplification anonymization botnet command-and-control exfiltration hosting-malware hosting-target-lists phishing reconnaissance staging undefined unknown',
);
export const MALWARE_CAPABILITIES = words(`
  accesses-remote-machines anti-debugging anti-disassembly anti-emulation anti-memory-forensics anti-sandbox anti-vm
  captures-input-peripherals captures-output-peripherals captures-system-state-data cleans-traces-of-infection
  commits-fraud communicates-with-c2 compromises-data-availability compromises-data-integrity
  compromises-system-availability controls-local-machine degrades-security-software degrades-system-updates
  determines-c2-server emails-spam escalates-privileges evades-av exfiltrates-data fingerprints-host hides-artifacts
  hides-executing-code infects-files infects-remote-machines installs-other-components
  persists-after-system-reboot prevents-artifact-access prevents-artifact-deletion probes-network-environment
  self-modifies steals-authentication-credentials violates-system-operational-integrity`);
export const MALWARE_RESULTS = words('malicious suspicious benign unknown');
export const MALWARE_TYPES = words(
  'adware backdoor bot bootkit ddos downloader dropper exploit-kit keylogger ransomware remote-access-trojan resource-exploitation rogue-security-software rootkit screen-capture spyware trojan unknown virus webshell wiper worm',
);
export const NETWORK_ADDRESS_FAMILIES = words(
  'AF_UNSPEC AF_INET AF_IPX AF_APPLETALK AF_NETBIOS AF_INET6 AF_IRDA AF_BTH',
);
export const NETWORK_SOCKET_TYPES = words('SOCK_STREAM SOCK_DGRAM SOCK_RAW SOCK_RDM SOCK_SEQPACKET');
export const OPINIONS = words('strongly-disagree disagree neutral agree strongly-agree');
export const PATTERN_TYPES = words('stix pcre sigma snort suricata yara');
export const PROCESSOR_ARCHITECTURES = words('alpha arm ia-64 mips powerpc sparc x86 x86-64');
export const REGIONS = words(`
  africa eastern-africa middle-africa northern-africa southern-africa western-africa americas latin-america-caribbean
  south-america caribbean central-america northern-america asia central-asia eastern-asia southern-asia
  south-eastern-asia western-asia europe eastern-europe northern-europe southern-europe western-europe oceania antarctica
  australia-new-zealand melanesia micronesia polynesia`);
export const REPORT_TYPES = words(
  'attack-pattern campaign identity indicator intrusion-set malware observed-data threat-actor threat-report tool vulnerability',
);
export const THREAT_ACTOR_TYPES = words(
  'activist competitor crime-syndicate criminal hacker insider-accidental insider-disgruntled nation-state sensationalist spy terrorist unknown',
);
export const THREAT_ACTOR_ROLES = words(
  'agent director independent infrastructure-architect infrastructure-operator malware-author sponsor',
);
export const THREAT_ACTOR_SOPHISTICATIONS = words(
  'none minimal intermediate advanced expert innovator strategic',
);
export const TOOL_TYPES = words(
  'denial-of-service exploitation information-gathering network-capture credential-exploitation remote-access vulnerability-scanning unknown',
);
export const WINDOWS_INTEGRITY_LEVELS = words('low medium high system');
export const WINDOWS_PEBINARY_TYPES = words('dll exe sys');
export const WINDOWS_REGISTRY_DATATYPES = words(
  'REG_NONE REG_SZ REG_EXPAND_SZ REG_BINARY REG_DWORD REG_DWORD_BIG_ENDIAN REG_DWORD_LITTLE_ENDIAN REG_LINK REG_MULTI_SZ REG_RESOURCE_LIST REG_FULL_RESOURCE_DESCRIPTION REG_RESOURCE_REQUIREMENTS_LIST REG_QWORD REG_INVALID_TYPE',
);
export const WINDOWS_SERVICE_START_TYPES = words(
  'SERVICE_AUTO_START SERVICE_BOOT_START SERVICE_DEMAND_START SERVICE_DISABLED SERVICE_SYSTEM_ALERT',
);
export const WINDOWS_SERVICE_TYPES = words(
  'SERVICE_KERNEL_DRIVER SERVICE_FILE_SYSTEM_DRIVER SERVICE_WIN32_OWN_PROCESS SERVICE_WIN32_SHARE_PROCESS',
);
export const WINDOWS_SERVICE_STATUSES = words(
  'SERVICE_CONTINUE_PENDING SERVICE_PAUSE_PENDING SERVICE_PAUSED SERVICE_RUNNING SERVICE_START_PENDING SERVICE_STOP_PENDING SERVICE_STOPPED',
);
/** ISO 32000-1 table 317, which §6.7.4 points to. */
export const PDF_INFORMATION_KEYS = words(
  'Title Author Subject Keywords Creator Producer CreationDate ModDate Trapped',
);
/** Options that §6.12.5 names by their prefixes, as Windows and POSIX have them. */
export const SOCKET_OPTIONS = words(`
  SO_ACCEPTCONN SO_BROADCAST SO_CONDITIONAL_ACCEPT SO_DEBUG SO_DONTLINGER SO_DONTROUTE SO_ERROR SO_EXCLUSIVEADDRUSE
  SO_GROUP_ID SO_GROUP_PRIORITY SO_KEEPALIVE SO_LINGER SO_MAX_MSG_SIZE SO_OOBINLINE SO_PROTOCOL_INFO SO_RCVBUF SO_RCVLOWAT
  SO_RCVTIMEO SO_REUSEADDR SO_REUSEPORT SO_SNDBUF SO_SNDLOWAT SO_SNDTIMEO SO_TIMESTAMP SO_TYPE SO_UPDATE_ACCEPT_CONTEXT
  SO_USELOOPBACK TCP_KEEPCNT TCP_KEEPIDLE TCP_KEEPINTVL TCP_MAXSEG TCP_NODELAY IP_ADD_MEMBERSHIP IP_DROP_MEMBERSHIP
  IP_HDRINCL IP_MULTICAST_IF IP_MULTICAST_LOOP IP_MULTICAST_TTL IP_OPTIONS IP_TOS IP_TTL IPV6_JOIN_GROUP IPV6_LEAVE_GROUP
  IPV6_MULTICAST_HOPS IPV6_MULTICAST_IF IPV6_MULTICAST_LOOP IPV6_UNICAST_HOPS IPV6_V6ONLY MCAST_JOIN_GROUP
  MCAST_LEAVE_GROUP MCAST_JOIN_SOURCE_GROUP MCAST_LEAVE_SOURCE_GROUP MCAST_BLOCK_SOURCE MCAST_UNBLOCK_SOURCE ICMP6_FILTER`);
/** Field names of requests that IANA has registered as permanent (RFC 9110 and those it obsoletes), lower case. */
export const REQUEST_FIELDS = words(`
  a-im accept accept-charset accept-datetime accept-encoding accept-language access-control-request-headers
  access-control-request-method authorization cache-control connection content-disposition content-encoding content-language
  content-length content-location content-md5 content-range content-type cookie date dnt expect forwarded from host
  http2-settings if-match if-modified-since if-none-match if-range if-unmodified-since max-forwards origin pragma prefer
  proxy-authorization proxy-connection range referer sec-websocket-extensions sec-websocket-key sec-websocket-protocol
  sec-websocket-version te trailer transfer-encoding upgrade upgrade-insecure-requests user-agent via warning
  x-csrf-token x-forwarded-for x-forwarded-host x-forwarded-proto x-http-method-override x-requested-with`);
/** Relationships that §5 and the tables of each object describe, `source verb target`. */
export const RELATIONSHIPS: ReadonlySet<string> = new Set(
  Object.entries({
    'attack-pattern': {
      delivers: 'malware',
      targets: 'identity location vulnerability',
      uses: 'malware tool',
    },
    campaign: {
      'attributed-to': 'intrusion-set threat-actor',
      compromises: 'infrastructure',
      'originates-from': 'location',
      targets: 'identity location vulnerability',
      uses: 'attack-pattern infrastructure malware tool',
    },
    'course-of-action': {
      investigates: 'indicator',
      mitigates: 'attack-pattern indicator malware tool vulnerability',
      remediates: 'malware vulnerability',
    },
    identity: { 'located-at': 'location' },
    indicator: {
      indicates: 'attack-pattern campaign infrastructure intrusion-set malware threat-actor tool',
      'based-on': 'observed-data',
    },
    infrastructure: {
      'communicates-with': 'infrastructure ipv4-addr ipv6-addr domain-name url',
      'consists-of':
        'infrastructure observed-data artifact autonomous-system directory domain-name email-addr email-message file ipv4-addr ipv6-addr mac-addr mutex network-traffic process software url user-account windows-registry-key x509-certificate',
      controls: 'infrastructure malware',
      delivers: 'malware',
      has: 'vulnerability',
      hosts: 'tool malware',
      'located-at': 'location',
      uses: 'infrastructure',
    },
    'intrusion-set': {
      'attributed-to': 'threat-actor',
      compromises: 'infrastructure',
      hosts: 'infrastructure',
      owns: 'infrastructure',
      'originates-from': 'location',
      targets: 'identity location vulnerability',
      uses: 'attack-pattern infrastructure malware tool',
    },
    malware: {
      'authored-by': 'threat-actor intrusion-set',
      'beacons-to': 'infrastructure',
      'exfiltrates-to': 'infrastructure',
      'communicates-with': 'ipv4-addr ipv6-addr domain-name url',
      controls: 'malware',
      downloads: 'malware tool file',
      drops: 'malware tool file',
      exploits: 'vulnerability',
      'originates-from': 'location',
      targets: 'identity infrastructure location vulnerability',
      uses: 'attack-pattern infrastructure malware tool',
      'variant-of': 'malware',
    },
    'malware-analysis': {
      characterizes: 'malware',
      'analysis-of': 'malware',
      'static-analysis-of': 'malware',
      'dynamic-analysis-of': 'malware',
    },
    'threat-actor': {
      'attributed-to': 'identity',
      compromises: 'infrastructure',
      hosts: 'infrastructure',
      owns: 'infrastructure',
      impersonates: 'identity',
      'located-at': 'location',
      targets: 'identity location vulnerability',
      uses: 'attack-pattern infrastructure malware tool',
    },
    tool: {
      delivers: 'malware',
      drops: 'malware',
      has: 'vulnerability',
      targets: 'identity infrastructure location vulnerability',
      uses: 'infrastructure',
    },
    'domain-name': { 'resolves-to': 'domain-name ipv4-addr ipv6-addr' },
    'ipv4-addr': { 'resolves-to': 'mac-addr', 'belongs-to': 'autonomous-system' },
    'ipv6-addr': { 'resolves-to': 'mac-addr', 'belongs-to': 'autonomous-system' },
  }).flatMap(([source, verbs]) =>
    Object.entries(verbs).flatMap(([verb, targets]) => words(targets).map((to) => `${source} ${verb} ${to}`)),
  ),
);
/** §3.5: may stand between objects of the same type, or of any. */
export const COMMON_RELATIONSHIPS = words('derived-from duplicate-of related-to');
/** Phases of the kill chain that §2.11 describes. */
export const LOCKHEED_MARTIN_PHASES = words(
  'reconnaissance weaponization delivery exploitation installation command-and-control actions-on-objective',
);
