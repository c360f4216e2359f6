/** The sandbox's households, utility by utility, each living on the real reads of one home. */

/** What an operator would import into a utility, and whose reads its meters replay. */
export interface Households {
  readonly tariffs: string;
  /** `MOVED_IN` is put in when the town is founded. */
  readonly accounts: string;
  /** A file of hosts/sandbox/reads, by meter. */
  readonly readsOfMeter: Readonly<Record<string, string>>;
}

const tariffColumns = "id,version,commodity,unit,currency,price,fixed_per_day,effective_from";

/** What people brought along is what the town starts from: most have days ahead, some are low, and V-1001 and H-2005 have used up their own. */
export const householdsOf: Readonly<Record<string, Households>> = {
  valley: {
    tariffs: `${tariffColumns}
home,1,electricity,kWh,USD,0.28,0.40,2024-01-01
heat,1,gas,kWh,USD,0.06,0.30,2024-01-01
`,
    accounts: `account,name,phone,language,address,commodity,meter,tariff,mode,balance,card,moved_in,texts,texts_source
V-1001,Ana Ortiz,+12025550141,en,Oak St 12,electricity,E-5001,home,prepaid,24.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
V-1002,Ben Carter,+12025550142,en,Mill Rd 3,electricity,E-5002,home,prepaid,26.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
V-1003,Chi Tran,+12025550143,en,Hill Ave 9,electricity,E-5003,home,prepaid,40.00,sim_decline Visa 0002,MOVED_IN,yes,sandbox
V-1004,Dee Novak,+12025550144,en,Lake Dr 27,electricity,E-5004,home,prepaid,33.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
V-1005,Eli Brown,+12025550145,en,Park Ln 5,electricity,E-5005,home,prepaid,28.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
V-1005,,,,Park Ln 5,gas,G-6005,heat,,,,MOVED_IN,,
V-1006,Eli Brown,+12025550145,en,Shop St 1,electricity,E-5006,home,prepaid,60.00,sim_slow Visa 1881,MOVED_IN,yes,sandbox
V-1007,Felipe Luna,+12025550147,es,Oak St 14,electricity,E-5007,home,prepaid,45.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
V-1008,Gus Okafor,+12025550148,en,Mill Rd 5,electricity,E-5008,home,prepaid,75.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
V-1009,Hana Sato,+12025550149,en,Hill Ave 11,electricity,E-5009,home,prepaid,42.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
V-1010,Ivo Petrov,+12025550150,en,Lake Dr 29,electricity,E-5010,home,prepaid,90.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
V-1011,June Walker,+12025550151,en,Park Ln 7,electricity,E-5011,home,prepaid,100.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
V-1012,Kai Nguyen,+12025550152,en,Shop St 3,electricity,E-5012,home,prepaid,85.00,sim_duplicate Visa 7777,MOVED_IN,yes,sandbox
V-1013,Lena Fischer,+12025550153,en,Oak St 16,electricity,E-5013,home,prepaid,47.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
V-1014,Mo Haddad,+12025550154,en,Mill Rd 7,electricity,E-5014,home,prepaid,70.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
`,
    readsOfMeter: {
      "E-5001": "us-ca-fontana-01",
      "E-5002": "us-ca-fontana-05",
      "E-5003": "us-ca-fontana-09",
      "E-5004": "us-ca-fontana-13",
      "E-5005": "uk-elec-0",
      "G-6005": "uk-gas-0",
      "E-5006": "au-ausgrid-c12",
      "E-5007": "us-ca-fontana-03",
      "E-5008": "us-ca-fontana-07",
      "E-5009": "us-ca-fontana-11",
      "E-5010": "us-ca-fontana-15",
      "E-5011": "us-ca-fontana-17",
      "E-5012": "us-ca-fontana-01-spring",
      "E-5013": "us-ca-fontana-05-spring",
      "E-5014": "us-ca-fontana-09-spring",
    },
  },
  harbor: {
    tariffs: `${tariffColumns}
harbor-power,1,electricity,kWh,USD,0.19,0.55,2024-01-01
harbor-gas,1,gas,kWh,USD,0.05,0.35,2024-01-01
`,
    accounts: `account,name,phone,language,address,commodity,meter,tariff,mode,balance,card,moved_in,texts,texts_source
H-2001,Nora Quinn,+12025550161,en,Quay St 2,electricity,E-7001,harbor-power,prepaid,60.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
H-2002,Omar Diaz,+12025550162,es,Rope Walk 8,electricity,E-7002,harbor-power,prepaid,30.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
H-2003,Pia Rossi,+12025550163,en,Sail Ct 4,electricity,E-7003,harbor-power,prepaid,80.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
H-2004,Quin Adams,+12025550164,en,Gull Way 21,electricity,E-7004,harbor-power,prepaid,110.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
H-2005,Rosa Vega,+12025550165,es,Pier Rd 6,electricity,E-7005,harbor-power,prepaid,5.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
H-2005,,,,Pier Rd 6,gas,G-8005,harbor-gas,,,,MOVED_IN,,
H-2006,Sam Hill,+12025550166,en,Quay St 4,electricity,E-7006,harbor-power,prepaid,16.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
H-2007,Tess Moore,+12025550167,en,Rope Walk 10,electricity,E-7007,harbor-power,prepaid,90.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
H-2007,,,,Rope Walk 10,gas,G-8007,harbor-gas,,,,MOVED_IN,,
H-2008,Umar Khan,+12025550168,en,Sail Ct 6,electricity,E-7008,harbor-power,prepaid,95.00,sim_slow Visa 1881,MOVED_IN,yes,sandbox
H-2009,Vera Lund,+12025550169,en,Gull Way 23,electricity,E-7009,harbor-power,prepaid,70.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
H-2010,Will Cho,+12025550170,en,Pier Rd 8,electricity,E-7010,harbor-power,prepaid,38.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
H-2011,Xena Park,+12025550171,en,Quay St 6,electricity,E-7011,harbor-power,prepaid,120.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
H-2012,Yan Li,+12025550172,en,Rope Walk 12,electricity,E-7012,harbor-power,prepaid,65.00,sim_visa_4242 Visa 4242,MOVED_IN,yes,sandbox
`,
    readsOfMeter: {
      "E-7001": "us-ca-fontana-03-spring",
      "E-7002": "us-ca-fontana-07-spring",
      "E-7003": "us-ca-fontana-11-spring",
      "E-7004": "us-ca-fontana-13-spring",
      "E-7005": "uk-elec-0-autumn",
      "G-8005": "uk-gas-0-autumn",
      "E-7006": "us-ca-fontana-15-spring",
      "E-7007": "us-ca-fontana-17-spring",
      "G-8007": "uk-gas-0-winter",
      "E-7008": "us-ca-fontana-01-summer",
      "E-7009": "us-ca-fontana-05-summer",
      "E-7010": "us-ca-fontana-07-summer",
      "E-7011": "us-ca-fontana-11-summer",
      "E-7012": "au-ausgrid-c12-summer",
    },
  },
};

/** The town's gas meters are the ones whose number begins so. */
export function isGasMeter(meterId: string): boolean {
  return meterId.startsWith("G-");
}
